import type { Context } from '#kernel/context';
import { newReadableCode } from '#kernel/id';
import type { ListedRequest } from '../data/requests.read-model';
import { meantAmong } from '../domain/likeness';

/** Whoever writes at the poster knows the company by half its name: the one that we know is meant, where only one can be. */
export const meantSupplier = ({ supplier, employer }: ListedRequest, known: readonly string[]): string | null =>
  supplier ?? (employer === null ? null : (meantAmong(employer, known) ?? employer));

/** What was said, ready to be accepted as it is. Who has no code yet is proposed one that nobody has. */
export function suggested(request: ListedRequest, supplier: string | null, { today }: Context): Record<string, string> {
  const { givenName, familyName, phone, nationalId, language, employerKind, team, site, jobTitle, fromOn } = request;
  return {
    personCode: request.personCode ?? `N-${newReadableCode(6)}`,
    givenName,
    familyName,
    phone: phone ?? '',
    nationalId: nationalId ?? '',
    language,
    kind: employerKind,
    supplier: employerKind === 'staff' ? '' : (supplier ?? ''),
    team: team ?? '',
    site: site ?? '',
    jobTitle: jobTitle ?? '',
    fromOn: fromOn ?? today,
  };
}
