/** What a person is called: none of it belongs in their password or PIN. */
export interface Naming {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly personCode: string;
}

export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-names-you' | 'password-too-common';

export const PASSWORD_LENGTH = { least: 12, most: 200 } as const;

/**
 * Length is what makes a password strong; capitals and signs that are asked for only make it forgotten (NIST SP 800-63B, 5.1.1.2).
 * Refused besides: what anybody who knows the person would try, and what everybody tries.
 */
export function refusalOfPassword(password: string, naming: Naming): PasswordRefusal | null {
  const length = Array.from(password.normalize('NFKC')).length;
  if (length < PASSWORD_LENGTH.least) return 'password-too-short';
  if (length > PASSWORD_LENGTH.most) return 'password-too-long';
  const folded = fold(password);
  if (partsOf(naming).some((part) => folded.includes(part))) return 'password-names-you';
  if (isCommon(folded)) return 'password-too-common';
  return null;
}

/** The same password typed on two keyboards is the same text. */
export const canonicalPassword = (typed: string): string => typed.normalize('NFKC');

/** Parts shorter than four letters occur inside ordinary words: «Ana» in «mañana». */
function partsOf({ givenName, familyName, email, personCode }: Naming): string[] {
  const mailbox = email?.split('@')[0] ?? '';
  return [...givenName.split(/\s+/), ...familyName.split(/\s+/), mailbox, personCode].map(fold).filter((part) => part.length >= 4);
}

function isCommon(folded: string): boolean {
  const letters = folded.replaceAll(/[^a-z]/g, '');
  const withoutTail = folded.replace(/[^a-z]+$/, '');
  return (
    new Set(folded).size < 5 || COMMON.has(folded) || COMMON.has(withoutTail) || COMMON.has(letters) || isRepeated(folded) || isRun(folded)
  );
}

/** «hola1234hola1234»: half of it, or a third, said again. */
function isRepeated(text: string): boolean {
  return [2, 3, 4].some(
    (times) => text.length % times === 0 && text === text.slice(0, text.length / times).repeat(times) && text.length / times < 8,
  );
}

function isRun(text: string): boolean {
  return RUNS.some((run) => run.includes(text) || backwards(run).includes(text));
}

const backwards = (text: string): string => Array.from(text).reverse().join('');

const RUNS = ['abcdefghijklmnopqrstuvwxyz', '0123456789012345678901234567890', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn'];

/** The commonest of the published leaks that twelve characters do not already keep out, alone or with figures after them. */
const COMMON = new Set(
  `password passwordpassword passw0rd contrasena contrasenia micontrasena clave miclave clavesecreta secreto administrator administrador admin adminadmin
  bienvenido bienvenida bienvenidos welcome welcomewelcome iloveyou iloveyouforever teamo teamomucho tequiero tequieromucho amorcito princesa corazon estrella
  qwerty qwertyuiop qwertyqwerty asdfghjkl qazwsxedc letmein letmeinplease changeme cambiame cambiar trustno superman spiderman batman pokemon
  futbol football barcelona realmadrid bocajuniors riverplate colombia argentina venezuela mexico espana peru chile ecuador bogota medellin
  empresa miempresa trabajo mitrabajo servicio cliente usuario prueba pruebas temporal cadencia cadenciacadencia sunshine dragon monkey
  jesus jesuscristo jesusteama dioses diosesamor diosesfiel dioseste dios amor familia mifamilia abcabcabc correcthorsebatterystaple`.split(
    /\s+/,
  ),
);

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}|\s/gu, '')
    .toLowerCase();
}
