import { diplomaFileName } from './diploma-file-name';

const ana = { round: '2027-1', unit: '01-mi-trabajo-es-el-cliente', givenName: 'Ana', familyName: 'Pérez', personCode: 'E01234' };

describe('the file name of a diploma', () => {
  it('sorts by round and name', () => {
    expect(diplomaFileName(ana)).toBe('2027-1_U01_Perez-Ana_E01234.pdf');
    expect(diplomaFileName({ ...ana, givenName: 'María José', familyName: 'Fernández-Villavicencio Ñuñez' })).toBe(
      '2027-1_U01_Fernandez-Villavicencio-Nunez-Maria-Jose_E01234.pdf',
    );
  });

  it('never leaves the folder, whatever is in a name', () => {
    expect(diplomaFileName({ ...ana, givenName: '../../etc', familyName: 'C:\\x', personCode: 'a/b' })).toBe('2027-1_U01_C-x-etc_a-b.pdf');
  });

  it('lets the code speak for a name in another script', () => {
    expect(diplomaFileName({ ...ana, givenName: '伟', familyName: '陈' })).toBe('2027-1_U01_E01234.pdf');
  });
});
