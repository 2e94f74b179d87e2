/**
 * What a company would take instead, measured on two cores with the load generator beside it: Moodle 4.3.0 on PHP 8.2 FPM with
 * OPcache, nginx and PostgreSQL 15, certificates by mod_customcert 4.3.5; medians of quiet runs.
 */
export const MOODLE = {
  /** Upload of a CSV file. */
  importSeconds: 131,
  /** Enrolment of 10,000 into a course by cohort. */
  openSeconds: 68.5,
  /** One process, with QR code and an embedded typeface. */
  diplomasPerSecond: 1.5,
  /** Course completion, 10,000 rows. */
  reportRowsPerSecond: 10_000 / 33,
  pages: {
    'sign-in': { queries: 9, one: { rate: 35, p99: 44 }, eight: { rate: 70, p99: 182 } },
    // Its dashboard.
    my: { queries: 45, one: { rate: 7.8, p99: 200 }, eight: { rate: 15.6, p99: 802 } },
    lesson: { queries: 37, one: { rate: 8.9, p99: 168 }, eight: { rate: 19.4, p99: 680 } },
    // Its way of noting that an activity was completed.
    answer: { queries: 20, one: { rate: 28, p99: 61 }, eight: { rate: 55, p99: 235 } },
    // The first page of its completion report with 10,000 people.
    coverage: { one: { p50: 370 } },
  },
};
