import type { Permission } from '#platform/http/access';

/** Who is sent through every route: none of them has anything to do with Dora, her round's evidence or her supplier. */
export const WHO = ['nobody', 'person', 'manager', 'coordinator', 'sponsor', 'auditor', 'hr'] as const;
export type Who = (typeof WHO)[number];

type Whom = 'own' | 'all';

interface Rule {
  readonly who: readonly Who[];
  /** Whether a permission reaches everybody's things or the reader's own only. HR reaches everybody's but what is a person's own. */
  readonly whose: Whom;
}

/** What each permission opens. */
export const PERMISSIONS: Readonly<Record<Permission, Rule>> = {
  my: { who: ['person', 'manager', 'coordinator', 'sponsor', 'auditor', 'hr'], whose: 'own' },
  team: { who: ['manager', 'hr'], whose: 'own' },
  supplier: { who: ['coordinator', 'hr'], whose: 'own' },
  'access.help': { who: ['manager', 'coordinator', 'hr'], whose: 'own' },
  'roster.read': { who: ['auditor', 'hr'], whose: 'all' },
  'programme.read': { who: ['sponsor', 'auditor', 'hr'], whose: 'all' },
  'curriculum.read': { who: ['auditor', 'hr'], whose: 'all' },
  'coverage.read': { who: ['sponsor', 'auditor', 'hr'], whose: 'all' },
  'reports.read': { who: ['sponsor', 'auditor', 'hr'], whose: 'all' },
  'diplomas.read': { who: ['auditor', 'hr'], whose: 'all' },
  'audit.read': { who: ['auditor', 'hr'], whose: 'all' },
  'roster.write': { who: ['hr'], whose: 'all' },
  'access.write': { who: ['hr'], whose: 'all' },
  'programme.write': { who: ['hr'], whose: 'all' },
  'curriculum.write': { who: ['hr'], whose: 'all' },
  'settings.write': { who: ['hr'], whose: 'all' },
  'jobs.run': { who: ['hr'], whose: 'all' },
};

/** Every route of the product and what it takes. A new route needs a line here, or its test fails. */
export const ROUTES: Readonly<Partial<Record<Permission | 'public', readonly string[]>>> = {
  'access.help': [
    'GET /people/:id/access',
    'GET /people/:id/access/help',
    'POST /people/:id/access/help',
    'POST /people/:id/access/link',
    'POST /people/:id/access/slip',
    'POST /people/:id/access/text',
    'GET /slips',
    'POST /slips',
    'POST /slips/texts',
  ],
  'access.write': ['POST /people/:id/access/reset', 'POST /people/:id/roles', 'POST /people/:id/roles/revocations'],
  'coverage.read': ['GET /coverage', 'GET /coverage/people'],
  'curriculum.read': [
    'GET /units',
    'GET /units/:unit',
    'GET /units/:unit/images/:file',
    'GET /units/:unit/lessons/:lesson',
    'GET /units/:unit/test',
  ],
  'curriculum.write': ['POST /units/:unit/editions'],
  my: [
    'GET /account',
    'POST /account',
    'GET /editions/:edition/images/:file',
    'GET /my',
    'GET /my/:assignment',
    'GET /my/:assignment/done',
    'GET /my/:assignment/lessons/:lesson',
    'GET /my/:assignment/lessons/:lesson/:step',
    'POST /my/:assignment/lessons/:lesson/:step/answer',
    'POST /my/:assignment/lessons/:lesson/:step/progress',
    'POST /my/:assignment/lessons/:lesson/audience',
    'GET /my/:assignment/lessons/:lesson/print',
    'GET /my/:assignment/plan',
    'POST /my/:assignment/plan',
    'GET /my/:assignment/test',
    'POST /my/:assignment/test/attempts',
    'GET /my/:assignment/test/attempts/:number',
    'POST /my/:assignment/test/attempts/:number/answers',
    'POST /my/:assignment/test/attempts/:number/submission',
    'GET /my/diplomas',
    'GET /my/diplomas/:file',
  ],
  'programme.read': ['GET /calendar', 'GET /rounds/:id'],
  'programme.write': [
    'GET /calendar/blackouts',
    'POST /calendar/blackouts',
    'POST /calendar/blackouts/:id/removal',
    'GET /calendar/cadence',
    'POST /calendar/cadence',
    'POST /rounds',
    'GET /rounds/:id/closing',
    'POST /rounds/:id/closing',
    'GET /rounds/:id/opening',
    'POST /rounds/:id/opening',
    'POST /rounds/:id/withdrawal',
    'GET /rounds/new',
  ],
  public: [
    'GET /',
    'GET /activate',
    'POST /activate',
    'GET /activate/:secret',
    'POST /activate/:secret',
    'GET /assets/*',
    'GET /assets/brand.css',
    'GET /assets/logo',
    'GET /health/live',
    'GET /health/ready',
    'POST /language',
    'GET /metrics',
    'GET /setup/:secret',
    'GET /setup/:secret/account',
    'POST /setup/:secret/account',
    'GET /setup/:secret/cadence',
    'POST /setup/:secret/cadence',
    'GET /setup/:secret/company',
    'POST /setup/:secret/company',
    'GET /sign-in',
    'POST /sign-in',
    'GET /sign-in/help',
    'POST /sign-in/help',
    'POST /sign-out',
    'GET /verify',
    'GET /verify/:code',
  ],
  'reports.read': ['GET /coverage.csv', 'GET /coverage.xlsx'],
  'roster.read': [
    'GET /roster/imports/:id/rows.csv',
    'GET /people',
    'GET /people/:id',
    'GET /roster/imports',
    'GET /roster/imports/:id',
    'GET /roster/imports/:id/progress',
    'GET /roster/imports/:id/refused.csv',
    'GET /roster/template.csv',
  ],
  'roster.write': [
    'GET /roster/imports/:id/columns',
    'GET /roster/imports/:id/undo',
    'POST /roster/imports/:id/columns',
    'POST /roster/imports/:id/columns/forgotten',
    'POST /roster/imports/:id/undo',
    'POST /roster/imports',
    'POST /roster/imports/:id/application',
    'GET /roster/imports/new',
  ],
  supplier: [
    'GET /supplier',
    'GET /supplier/diplomas.zip',
    'GET /supplier/people/:personId',
    'POST /supplier/reminders',
    'GET /supplier/report.csv',
    'GET /supplier/report.xlsx',
  ],
  team: [
    'GET /team',
    'GET /team/:personId',
    'GET /team/diplomas.zip',
    'POST /team/reminders',
    'GET /team/report.csv',
    'GET /team/report.xlsx',
  ],
};

/** Where a route reaches further, or less far, than its permission does. */
export const REACHES: Readonly<Record<string, Whom>> = {
  // A drawing of a unit is for whoever reads it.
  'GET /editions/:edition/images/:file': 'all',
};

/** Not there for a file without unknown columns, whoever asks. */
export const SELDOM_THERE: readonly string[] = ['GET /roster/imports/:id/columns'];

/** Addresses that name something in their question: for whom it is there. Everybody else of those who may come in finds nothing. */
export const QUESTIONS: Readonly<Record<string, readonly Who[]>> = {
  'GET /team?manager=:manager': ['hr'],
  'GET /team/report.csv?manager=:manager': ['hr'],
  'GET /team/report.xlsx?manager=:manager': ['hr'],
  'GET /team/diplomas.zip?manager=:manager': ['hr'],
  'GET /supplier?supplier=:supplier': ['hr'],
  'GET /supplier/report.csv?supplier=:supplier': ['hr'],
  'GET /supplier/report.xlsx?supplier=:supplier': ['hr'],
  'GET /supplier/diplomas.zip?supplier=:supplier': ['hr'],
  'GET /slips?supplier=:supplier': ['hr'],
  'GET /slips?team=:team': ['hr'],
  'GET /coverage/people?team=:team': ['sponsor', 'auditor', 'hr'],
  'GET /coverage/people?supplier=:supplier': ['sponsor', 'auditor', 'hr'],
};
