import { AuditLog } from '#modules/audit';
import { CurriculumService } from '#modules/curriculum';
import { Config } from '#platform/config/config';
import { CompanyCertificates } from '#platform/signing/company-certificates';
import { SealBroken } from '#platform/signing/seal';
import { SigningKeys } from '#platform/signing/signing-keys';
import { atTheDesk, print, printJson } from './command';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly says: string;
}

/** Looks at everything that an operator would have to look at. Ends with 1 when something needs a hand. */
export function doctor(options: { json?: boolean }): Promise<void> {
  return atTheDesk('doctor', async ({ get }) => {
    const config = get(Config);
    const findings: Finding[] = [
      {
        check: 'database',
        ok: true,
        says: `${config.databaseUrl.startsWith('sqlite:') ? 'SQLite' : 'PostgreSQL'}, connected and up to date`,
      },
      {
        check: 'mail',
        ok: config.smtpUrl !== null,
        says: config.smtpUrl === null ? `no SMTP_URL: messages are written to ${config.dataDir}/mail` : 'a mail server is set',
      },
      { check: 'address', ok: !config.production || config.publicUrl.startsWith('https://'), says: config.publicUrl },
      await signingFinding(get(CompanyCertificates), get(SigningKeys)),
      await auditFinding(get(AuditLog)),
      ...(await curriculumFindings(get(CurriculumService))),
    ];
    if (options.json === true) printJson(findings);
    else for (const { check, ok, says } of findings) print(`${ok ? '✓' : '✗'} ${check}: ${says}`);
    // Messages in a folder are a choice; a broken log, address or unit is not.
    if (findings.some(({ check, ok }) => !ok && check !== 'mail')) process.exitCode = 1;
  });
}

async function signingFinding(certificates: CompanyCertificates, keys: SigningKeys): Promise<Finding> {
  const state = await certificates.state();
  if (state.kind === 'sealed' || !(await keys.opens()))
    return { check: 'signing', ok: false, says: new SealBroken('key that the company signs with').message };
  if (state.kind === 'none') return { check: 'signing', ok: true, says: 'no certificate: documents are not signed' };
  return {
    check: 'signing',
    ok: state.kind === 'ready',
    says: `${state.subject}, ${state.daysLeft < 0 ? 'no longer valid' : `${state.daysLeft} days left`}`,
  };
}

async function auditFinding(audit: AuditLog): Promise<Finding> {
  const { lines, brokenAt } = await audit.verify();
  return { check: 'audit log', ok: brokenAt === null, says: brokenAt === null ? `${lines} lines, unbroken` : `broken at line ${brokenAt}` };
}

async function curriculumFindings(curriculum: CurriculumService): Promise<Finding[]> {
  const units = await curriculum.check();
  return units.map(({ unit, errors, warnings }) => ({
    check: `unit ${unit}`,
    ok: errors.length === 0,
    says: `${errors.length} errors, ${warnings.length} warnings`,
  }));
}
