// The modules in reading order: each may know those above it, never those below. The rules of imports and the tests of the house read this list.
module.exports = [
  'audit',
  'people',
  'identity',
  'curriculum',
  'programme',
  'learning',
  'accreditation',
  'legal',
  'notifications',
  'reporting',
  'setup',
];
