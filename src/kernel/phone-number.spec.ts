import { parsePhoneNumber } from './phone-number';

describe('a phone number', () => {
  it.each([
    ['987 654 321', 'PE', '+51987654321'],
    ['51 987-654-321', 'PE', '+51987654321'],
    ['+51 987 654 321', 'PE', '+51987654321'],
    ['0051987654321', 'MX', '+51987654321'],
    ['0987 654 321', 'EC', '+593987654321'],
    ['(07700) 900123', 'GB', '+447700900123'],
    ['55 1234 5678', 'MX', '+525512345678'],
    ['612.345.678', 'es', '+34612345678'],
    ['+999 1234567', 'XX', '+9991234567'],
  ])('%s, written in %s, is dialled as %s', (typed, country, dialled) => {
    expect(parsePhoneNumber(typed, country)).toBe(dialled);
  });

  it.each([
    ['987654321', 'XX'],
    ['12345', 'PE'],
    ['987654321 anexo 4', 'PE'],
    ['+0 123 456 789', 'PE'],
    ['+1234567890123456', 'PE'],
    ['', 'PE'],
  ])('%p, written in %s, is one that nobody could dial', (typed, country) => {
    expect(parsePhoneNumber(typed, country)).toBeNull();
  });
});
