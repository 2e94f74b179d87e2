import { prepare, signatureIn } from './sign-pdf';

/** A signature apart from its file: with the same file it makes the same signed file again, with any other it is worth nothing. */
export interface KeptSignature {
  /** Of what was signed, SHA-256 as hex. */
  readonly digest: string;
  readonly signature: Buffer;
}

/** What is to be kept of a signed file. */
export function keptOf(signed: Buffer): KeptSignature {
  const { signature, digest } = signatureIn(signed);
  return { digest: digest.toString('hex'), signature };
}

/** The file, drawn anew with a place of the same size, signed as it was before; null where it is no longer the file that was signed. */
export function signedAsBefore(drawn: Buffer, { digest, signature }: KeptSignature): Buffer | null {
  const prepared = prepare(drawn);
  if (prepared.digest.toString('hex') !== digest) return null;
  prepared.fill(signature);
  return prepared.file;
}
