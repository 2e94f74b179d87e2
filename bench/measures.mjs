/** What is measured, in the order of the table. Each is a file in measures/; `prepares` when it has a step of its own that fills the tables. */
export const MEASURES = {
  import: { title: 'importing 10,000 people' },
  'open-10000': { title: 'opening a round for 10,000 people', prepares: true },
  'open-100000': { title: 'opening a round for 100,000 people', prepares: true },
  queries: { title: 'queries per page', prepares: true },
  pages: { title: 'pages under load', prepares: true },
  diplomas: { title: 'issuing and drawing diplomas', prepares: true },
  report: { title: 'the completion report of 100,000 people', prepares: true },
};
