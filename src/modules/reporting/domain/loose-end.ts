/** Every kind of loose end, the most urgent first. */
export const LOOSE_ENDS = [
  'asking-for-time',
  'without-diploma',
  'failed-three',
  'not-activated',
  'not-started',
  'welcome-not-begun',
  'absence-ending',
  'exemption-ending',
  'without-place',
  'without-coordinator',
] as const;
export type LooseEnd = (typeof LOOSE_ENDS)[number];

/** What can be done for the whole group at once; a link leads to the page that does it, a deed is done here. */
export type GroupAction =
  { readonly kind: 'link'; readonly href: string } | { readonly kind: 'remind' } | { readonly kind: 'issue' } | null;

/** Of a company only HR can settle some; a manager sees those that are for a manager. */
export function actionOf(end: LooseEnd, isHr: boolean): GroupAction {
  switch (end) {
    case 'asking-for-time':
      return { kind: 'link', href: '/extensions' };
    case 'not-activated':
      return { kind: 'link', href: '/slips' };
    case 'without-diploma':
      return isHr ? { kind: 'issue' } : null;
    case 'failed-three':
    case 'not-started':
    case 'welcome-not-begun':
      return { kind: 'remind' };
    case 'without-place':
      return isHr ? { kind: 'link', href: '/roster/imports/new' } : null;
    case 'without-coordinator':
      return isHr ? { kind: 'link', href: '/people' } : null;
    case 'absence-ending':
    case 'exemption-ending':
      return null;
  }
}

/** What ends within so many days is worth a look today. */
export const ENDING_DAYS = 14;
export const FAILED_ATTEMPTS = 3;
/** A diploma that has not come after so long will not come by itself. */
export const DIPLOMA_MINUTES = 5;
