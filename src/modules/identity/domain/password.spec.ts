import { canonicalPassword, type Naming, refusalOfPassword } from './password';

const ada: Naming = { givenName: 'Ada María', familyName: 'Lozano Peña', email: 'alozano@correo.example', personCode: 'HR-0001' };
const refusal = (password: string) => refusalOfPassword(password, ada);

describe('a password', () => {
  it('is judged by its length, not by its capitals and signs', () => {
    expect(refusal('once letras')).toBe('password-too-short');
    expect(refusal('tres gatos duermen')).toBeNull();
    expect(refusal('Aa1!Aa1!')).toBe('password-too-short');
    expect(refusal('ñandúes azules en el tejado')).toBeNull();
    expect(refusal('lluvia '.repeat(40))).toBe('password-too-long');
  });

  it.each(['lozano come pan', 'me llamo MARÍA hoy', 'soy de los pena grande', 'la ALOZANO de siempre', 'mi codigo hr-0001 es'])(
    'does not name the person: %s',
    (password) => {
      expect(refusal(password)).toBe('password-names-you');
    },
  );

  it('may hold a name so short that it occurs inside words', () => {
    expect(refusalOfPassword('mañana compro pan', { ...ada, givenName: 'Ana', familyName: 'Paz' })).toBeNull();
  });

  it.each([
    'contraseña2024',
    'Password12345!',
    'aaaaaaaaaaaa',
    '123456789012',
    'qwertyuiopas',
    'bienvenidos1',
    'hola12hola12',
    'abababababab',
    'Te quiero mucho',
    'cadencia2027!',
  ])('is not one that everybody tries: %s', (password) => {
    expect(refusal(password)).toBe('password-too-common');
  });

  it('is the same text from a keyboard that composes its accents', () => {
    expect(canonicalPassword('cafe\u0301 con leche')).toBe(canonicalPassword('caf\u00e9 con leche'));
  });
});
