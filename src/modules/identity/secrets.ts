import { createHash, createHmac } from 'node:crypto';

/** A session's token has 256 bits of chance in it: its plain hash gives nothing away. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The code of a slip is short enough to be tried offline by whoever reads the table: without the server's key its hash is useless. */
export const hashOfActivationSecret = (secretKey: string, secret: string): string =>
  createHmac('sha256', secretKey).update(`activation:${secret}`).digest('hex');

/** Short too, and good for minutes. */
export const hashOfPairingCode = (secretKey: string, code: string): string =>
  createHmac('sha256', secretKey).update(`device:${code}`).digest('hex');
