/** Why a diploma was taken back, as far as anybody may know. What happened in full is the company's own note. */
export const REVOCATION_REASONS = ['issued-in-error', 'identity', 'misconduct', 'holder-request'] as const;

export type RevocationReason = (typeof REVOCATION_REASONS)[number];
