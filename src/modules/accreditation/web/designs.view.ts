import type { Instant } from '#kernel/instant';
import type { Say } from '#platform/views/say';
import type { DesignVersion } from '../data/designs.read-model';
import { statusOfDesign } from '../domain/diploma-design';

interface VersionView {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly looks: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly approvedAt: Instant | null;
  readonly approvedBy: string;
  readonly retiredAt: Instant | null;
}

/** The design in use, the drafts of the next, and those before. */
export function versionsView(versions: readonly DesignVersion[], say: Say) {
  const views = versions.map((version) => ({ status: statusOfDesign(version), view: viewOf(version, say) }));
  const those = (status: string): readonly VersionView[] => views.filter((one) => one.status === status).map(({ view }) => view);
  return { inUse: those('in-use')[0] ?? null, drafts: those('draft'), former: those('retired') };
}

function viewOf(
  { id, number, template, paper, createdAt, createdBy, approvedAt, approvedBy, retiredAt }: DesignVersion,
  say: Say,
): VersionView {
  const somebody = say('accreditation.design.somebody');
  return {
    id,
    path: `/settings/diplomas/${id}`,
    name: say('accreditation.design.version', { number }),
    looks: `${say(`accreditation.design.template.${template}`)} · ${say(`accreditation.design.paper.${paper}`)}`,
    createdAt,
    createdBy: createdBy ?? somebody,
    approvedAt,
    approvedBy: approvedBy ?? somebody,
    retiredAt,
  };
}
