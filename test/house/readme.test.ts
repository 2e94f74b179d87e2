import { textOf } from './sources';
import { AT_DEVICE } from '../../src/modules/identity/domain/device-session';
import { KEPT_DAYS, LEASE_SECONDS, MOST_PAGES } from '../../src/modules/accreditation/domain/download';
import { ACTIVATION_MINUTES } from '../../src/modules/identity/domain/activation';
import { WRONG_FACTS_A_DAY } from '../../src/modules/identity/domain/second-fact';

const spelled: Readonly<Record<number, string>> = { 5: 'five', 15: 'fifteen', 30: 'thirty', 45: 'forty-five', 60: 'sixty', 90: 'ninety' };

describe('numbers that the documents state', () => {
  it('are those of downloads', () => {
    expect(textOf('README.md')).toContain(`in \`DATA_DIR/downloads\` for ${KEPT_DAYS} days`);
    const decision = textOf('docs/decisions/0023-a-download-is-its-own-journal.md');
    expect(decision).toContain(`at most ${MOST_PAGES.toLocaleString('en')} pages`);
    expect(decision).toContain(`lease of ${spelled[LEASE_SECONDS]} seconds`);
  });

  it('are those of shared devices', () => {
    expect(textOf('README.md')).toContain(`locks after ${AT_DEVICE.idleSeconds} seconds`);
    const decision = textOf('docs/decisions/0013-shared-devices.md');
    expect(decision).toContain(`locks at ${spelled[AT_DEVICE.idleSeconds]}`);
    expect(decision).toContain(`${spelled[AT_DEVICE.watchedSeconds]} seconds after the last request`);
    expect(decision).toContain(`it waits ${spelled[AT_DEVICE.unwatchedSeconds / 60]} minutes`);
  });

  it('are those of help in person', () => {
    const decision = textOf('docs/decisions/0012-help-in-person-and-by-text.md');
    expect(decision).toContain(`after ${spelled[WRONG_FACTS_A_DAY]} the person waits`);
    expect(decision).toContain(`good for ${spelled[ACTIVATION_MINUTES.help]} minutes`);
  });
});
