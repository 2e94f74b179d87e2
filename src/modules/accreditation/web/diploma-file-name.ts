import { nameInFile } from '#kernel/name-in-file';
import type { Snapshot } from '../domain/diploma';

export interface Named {
  readonly round: string;
  readonly unit: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
}

/** `2027-1_U01_Perez-Ana_E01234.pdf`: sorts by round and name, and is safe on every disk. */
export function diplomaFileName({ round, unit, givenName, familyName, personCode }: Named): string {
  const number = /^\d{2}/.exec(unit)?.[0];
  const parts = [round, number === undefined ? unit : `U${number}`, `${familyName} ${givenName}`, personCode];
  return `${parts.map(nameInFile).filter(Boolean).join('_')}.pdf`;
}

/** Of a diploma of several units, the year and how many they are stand where the round and the unit would. */
export function fileNameOf({ round, unit, parts, completedOn, kind, holder }: Snapshot): string {
  return diplomaFileName({ round: round ?? completedOn.slice(0, 4), unit: unit?.unit ?? `${kind}-${parts.length}`, ...holder });
}
