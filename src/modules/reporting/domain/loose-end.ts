/** Every kind of loose end, the most urgent first. */
export const LOOSE_ENDS = [
  'asking-to-join',
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

/** Those whose people are written to, each once for each round. */
export const WRITTEN_TO = ['failed-three', 'not-started', 'welcome-not-begun', 'exemption-ending'] as const;
export type WrittenTo = (typeof WRITTEN_TO)[number];

/** What can be done for the whole group at once; a link leads to the page that does it, a deed is done here. */
export type GroupAction = { readonly kind: 'link'; readonly href: string } | { readonly kind: 'tell' } | { readonly kind: 'issue' } | null;

/** Of a company only HR can settle some; a manager sees those that are for a manager. */
export function actionOf(end: LooseEnd, isHr: boolean): GroupAction {
  switch (end) {
    case 'asking-to-join':
      return isHr ? { kind: 'link', href: '/people/requests' } : null;
    case 'asking-for-time':
      return { kind: 'link', href: '/extensions' };
    case 'not-activated':
      return { kind: 'link', href: '/slips?team=all' };
    case 'without-diploma':
      return isHr ? { kind: 'issue' } : null;
    case 'failed-three':
    case 'not-started':
    case 'welcome-not-begun':
    case 'exemption-ending':
      return { kind: 'tell' };
    // Whoever is away is left in peace; their managers are told, and a manager who reads this has just been told.
    case 'absence-ending':
      return isHr ? { kind: 'tell' } : null;
    case 'without-place':
      return isHr ? { kind: 'link', href: '/roster/imports/new' } : null;
    case 'without-coordinator':
      return isHr ? { kind: 'link', href: '/people' } : null;
  }
}

export const FAILED_ATTEMPTS = 3;
/** A diploma that has not come after so long will not come by itself. */
export const DIPLOMA_MINUTES = 5;
