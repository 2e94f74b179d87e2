import type { Snapshot } from '../domain/diploma';

/** The page of LinkedIn on which a holder adds the diploma to the profile, filled in. */
export function linkedInAddress({ award, issuer, issuedOn, code, verifyAt }: Snapshot): string {
  const fields = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: award.title,
    organizationName: issuer.name,
    issueYear: issuedOn.slice(0, 4),
    issueMonth: String(Number(issuedOn.slice(5, 7))),
    certUrl: verifyAt,
    certId: code,
  });
  return `https://www.linkedin.com/profile/add?${fields.toString()}`;
}
