export const LARGEST_LOGO_BYTES = 1024 * 1024;

export type LogoType = 'image/png' | 'image/jpeg';
export type LogoRefusal = 'logo-too-large' | 'logo-not-a-picture';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/** What the file is by its first bytes, whatever its name says. SVG is not taken: it can carry programs. */
export function logoTypeOf(bytes: Uint8Array): LogoType | null {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (begins(PNG)) return 'image/png';
  return begins(JPEG) ? 'image/jpeg' : null;
}

export function refusalOfLogo(bytes: Uint8Array): LogoRefusal | null {
  if (bytes.length > LARGEST_LOGO_BYTES) return 'logo-too-large';
  return logoTypeOf(bytes) === null ? 'logo-not-a-picture' : null;
}
