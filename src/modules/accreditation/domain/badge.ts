import { milliseconds, type Instant } from '#kernel/instant';
import { type DiplomaKind, hashOf, holderName, type Snapshot } from './diploma';

/** What a badge says besides its diploma: in the holder's language. */
export interface BadgeWords {
  readonly description: string;
  readonly narrative: string;
  readonly evidence: string;
}

/** Where it stands whether a badge still holds. */
export interface BadgePlace {
  readonly list: number;
  readonly position: number;
  readonly salt: string;
}

export interface BadgeFacts {
  readonly snapshot: Snapshot;
  readonly accredits: string;
  readonly issuedAt: Instant;
  readonly place: BadgePlace;
  readonly email: string | null;
  readonly publicUrl: string;
  readonly words: BadgeWords;
}

const VC = 'https://www.w3.org/ns/credentials/v2';
const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const TYPES: Readonly<Record<DiplomaKind, string>> = { unit: 'Course', year: 'CertificateOfCompletion', programme: 'LearningProgram' };

/** An OpenBadgeCredential (Open Badges 3.0) with the claims of its proof as JWT beside it (8.2.4). Whose it is stands in it as hashes only. */
export function badgeOf({ snapshot, accredits, issuedAt, place, email, publicUrl, words }: BadgeFacts) {
  const { code, kind, award, holder, issuer } = snapshot;
  const page = `${publicUrl}/verify/${code}`;
  const id = `${page}#badge`;
  const subject = `${page}#holder`;
  return {
    '@context': [VC, OPEN_BADGES],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: profileOf(publicUrl, issuer.name),
    validFrom: inSeconds(issuedAt),
    name: award.title,
    description: words.description,
    credentialSubject: {
      id: subject,
      type: ['AchievementSubject'],
      identifier: identitiesOf(holderName(holder), holder.personCode, email, place.salt),
      activityEndDate: `${snapshot.completedOn}T00:00:00Z`,
      creditsEarned: award.hours,
      achievement: {
        id: `${issuerOf(publicUrl)}#${kind}-${accredits}`,
        type: ['Achievement'],
        achievementType: TYPES[kind],
        name: award.title,
        description: words.description,
        criteria: { narrative: words.narrative },
        creditsAvailable: award.hours,
        image: { id: `${page}/badge.png`, type: 'Image', caption: award.title },
        ...(award.skills.length === 0 ? {} : { tag: award.skills }),
      },
    },
    evidence: [{ id: page, type: ['Evidence'], name: words.evidence }],
    credentialStatus: {
      id: `${listAt(publicUrl, place.list)}#${place.position}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(place.position),
      statusListCredential: listAt(publicUrl, place.list),
    },
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
    iss: issuerOf(publicUrl),
    jti: id,
    nbf: Math.floor(milliseconds(issuedAt) / 1000),
    sub: subject,
  };
}

/** The list of those that no longer hold, as a credential of its own (Bitstring Status List 1.0). */
export function listCredential(publicUrl: string, list: number, encodedList: string, at: Instant) {
  const id = listAt(publicUrl, list);
  const subject = `${id}#list`;
  return {
    '@context': [VC],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerOf(publicUrl),
    validFrom: inSeconds(at),
    credentialSubject: { id: subject, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
    iss: issuerOf(publicUrl),
    jti: id,
    nbf: Math.floor(milliseconds(at) / 1000),
    sub: subject,
  };
}

/** Who awards it, as it is found at its own address. */
export const profileOf = (publicUrl: string, name: string) => ({ id: issuerOf(publicUrl), type: ['Profile'], name, url: publicUrl });

export const issuerProfile = (publicUrl: string, name: string) => ({ '@context': [VC, OPEN_BADGES], ...profileOf(publicUrl, name) });

export const keyAt = (publicUrl: string, id: string): string => `${publicUrl}/badges/keys/${id}`;
export const issuerOf = (publicUrl: string): string => `${publicUrl}/badges/issuer.json`;
const listAt = (publicUrl: string, list: number): string => `${publicUrl}/badges/status/${list}.jwt`;

/** The moment to which `nbf` can be equal. */
const inSeconds = (at: Instant): string => `${at.slice(0, 19)}Z`;

function identitiesOf(name: string, personCode: string, email: string | null, salt: string) {
  const known = { name, identifier: personCode, ...(email === null ? {} : { emailAddress: email.toLowerCase() }) };
  return Object.entries(known).map(([identityType, identity]) => ({
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${hashOf(identity + salt)}`,
    identityType,
    salt,
  }));
}
