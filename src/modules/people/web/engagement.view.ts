import { LOCALES } from '#kernel/locale';
import type { TypedValues } from '#platform/http/forms';
import type { Suggestions } from '../data/choices.read-model';
import type { Say } from './say';

/** The choices of every form that places somebody. */
export function engagementFields(say: Say, values: TypedValues, { teams, sites, suppliers, managers }: Suggestions) {
  return {
    kinds: (['staff', 'contractor'] as const).map((kind) => ({
      value: kind,
      label: say(`people.kind.${kind}`),
      hint: null,
      checked: values['kind'] === kind,
    })),
    teams: teams.map((name) => ({ value: name, label: null })),
    sites: sites.map((name) => ({ value: name, label: null })),
    suppliers: suppliers.map((name) => ({ value: name, label: null })),
    managers: managers.map(({ code, name }) => ({ value: code, label: name })),
  };
}

export const languageOptions = (say: Say, chosen: string | undefined) =>
  LOCALES.map((locale) => ({ value: locale, label: say(`people.language.${locale}`), hint: null, checked: locale === chosen }));
