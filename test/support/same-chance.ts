import fc from 'fast-check';

/** Properties are tried with the same examples in every run; CHANCE=<number> tries them with others. */
fc.configureGlobal({ seed: Number(process.env['CHANCE'] ?? 20_270_301) });
