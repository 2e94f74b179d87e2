import { readSmsUrl, SMS_URL_SENTENCE } from './sms-url';

describe('the address of the provider of text messages', () => {
  it('names the account, the number that messages come from, and where to send them', () => {
    expect(readSmsUrl('twilio://AC1:s%2Fcret@api.twilio.com/?from=+15551234567')).toEqual({
      base: 'https://api.twilio.com',
      sid: 'AC1',
      token: 's/cret',
      sender: { From: '+15551234567' },
    });
    expect(readSmsUrl('twilio://AC1:x@api.twilio.com/?service=MG12').sender).toEqual({ MessagingServiceSid: 'MG12' });
    expect(readSmsUrl('twilio+http://AC1:x@127.0.0.1:8080/sms/?from=%2B15551234567').base).toBe('http://127.0.0.1:8080/sms');
  });

  it.each([
    ['not an address'],
    ['https://AC1:x@api.twilio.com/?from=+15551234567'],
    ['twilio://AC1@api.twilio.com/?from=+15551234567'],
    ['twilio://AC1:x@api.twilio.com/'],
    ['twilio://AC1:x@api.twilio.com/?from=Cadencia'],
    ['twilio+http://AC1:x@api.twilio.com/?from=+15551234567'],
  ])('is refused with a sentence: %s', (text) => {
    expect(() => readSmsUrl(text)).toThrow(SMS_URL_SENTENCE);
  });
});
