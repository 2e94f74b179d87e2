import { type FieldErrors, parseForm } from '#platform/http/forms';
import type { Draft, Step } from '../domain/draft';
import type { Beginning } from '../setup.service';
import { accountForm } from './account-step.form';
import { cadenceForm } from './cadence-step.form';
import { companyForm } from './company-step.form';

type FromDraft =
  { readonly ok: true; readonly value: Beginning } | { readonly ok: false; readonly step: Step; readonly errors: FieldErrors };

/** The three steps together, judged again: somebody may have gone back, or come to the last step by its address. */
export function beginningFrom(draft: Draft): FromDraft {
  const company = parseForm(companyForm, draft.company);
  if (!company.ok) return { ok: false, step: 'company', errors: company.errors };
  const account = parseForm(accountForm, draft.account);
  if (!account.ok) return { ok: false, step: 'account', errors: account.errors };
  if (draft.passwordHash === null) return { ok: false, step: 'account', errors: {} };
  const cadence = parseForm(cadenceForm, draft.cadence);
  if (!cadence.ok) return { ok: false, step: 'cadence', errors: cadence.errors };
  const logo = draft.logo && { type: draft.logo.type, bytes: Buffer.from(draft.logo.base64, 'base64') };
  return {
    ok: true,
    value: {
      company: company.value,
      logo,
      account: { ...account.value, passwordHash: draft.passwordHash },
      cadence: cadence.value,
      blackouts: draft.blackouts,
    },
  };
}
