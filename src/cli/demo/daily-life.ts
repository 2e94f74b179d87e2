import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { plusHours, startOfDay } from '#kernel/instant';
import type { PersonId, RoundId } from '#kernel/id';
import { AbsencesService, type AbsenceSpan, RosterService } from '#modules/people';
import { ExemptionsService, ExtensionsService, ProgrammeService } from '#modules/programme';
import type { Player, Stage } from './stage';

/** What goes on in a company while a round is open: people join and leave, fall ill, are let off, ask for more time. */
export async function playDailyLife(stage: Stage, hr: Player, zone: string, opened: CalendarDate, today: CalendarDate): Promise<void> {
  const at = (day: CalendarDate, player?: Player) => stage.at(plusHours(startOfDay(zone, day), 10), player ? stage.as(player) : undefined);
  await bringRows(stage, at(addDays(opened, 12)), joiners(addDays(opened, 12)));
  await bringRows(stage, at(addDays(opened, 15)), leavers(addDays(opened, 14)));
  at(today);
  const [round] = await stage.get(ProgrammeService).openRounds();
  if (!round) throw new Error('the sample company has no open round');
  const idle = await playersLeft(stage, round.id);
  for (const [n, span] of absences(today).entries()) {
    const recorded = await stage.get(AbsencesService).record(at(addDays(today, -1), hr), idle.take(n * 7), span);
    if (!recorded.ok) throw new Error(`an absence was refused: ${recorded.refusal}`);
  }
  await letOff(stage, at(addDays(today, -2), hr), round.id, idle.take(3), today);
  for (const n of [5, 12, 19]) {
    const player = await stage.playerOf(idle.take(n));
    const asked = await stage
      .get(ExtensionsService)
      .ask(at(addDays(today, -1), player), round.id, 'Estamos en inventario y no me alcanza la semana.');
    if (!asked.ok) throw new Error(`an extension was refused: ${asked.refusal}`);
    if (n === 19) await stage.get(ExtensionsService).decide(at(today, hr), asked.value, true);
  }
}

const HEADER = 'codigo;nombres;apellidos;tipo;proveedor;equipo;sede;cargo;codigo_jefe;ingreso;salida';

const joiners = (on: CalendarDate): string[] =>
  [
    'E0901;Milagros;Quispe Salas;empleado;;Cajas Lima Centro;Lima Centro;Cajera;E0002',
    'E0902;Renzo;Alvarado Cruz;empleado;;Piso de venta Lima Centro;Lima Centro;Vendedor;E0003',
    'E0903;Noelia;Pinto Ramos;empleado;;Almacén Lima Centro;Lima Centro;Almacenera;E0004',
    'C0901;Wilmer;Castro Núñez;contratista;Vigilancia Cóndor S.A.;Cajas Lima Centro;Lima Centro;Agente de seguridad;E0002',
    'C0902;Gladys;Mamani Flores;contratista;Vigilancia Cóndor S.A.;Piso de venta Lima Centro;Lima Centro;Agente de seguridad;E0003',
  ].map((row) => `${row};${on};`);

const leavers = (lastDay: CalendarDate): string[] => [`E0902;Renzo;Alvarado Cruz;empleado;;;;;;${addDays(lastDay, -2)};${lastDay}`];

const absences = (today: CalendarDate): AbsenceSpan[] => [
  { kind: 'sickness', fromOn: addDays(today, -4), untilOn: addDays(today, 6) },
  { kind: 'leave', fromOn: addDays(today, -9), untilOn: addDays(today, 5) },
  { kind: 'parental', fromOn: addDays(today, -20), untilOn: addDays(today, 78) },
  { kind: 'leave', fromOn: addDays(today, 3), untilOn: addDays(today, 17) },
];

async function bringRows(stage: Stage, ctx: ReturnType<Stage['at']>, rows: readonly string[]): Promise<void> {
  const file = {
    name: `roster-${ctx.today}.csv`,
    bytes: Buffer.from([HEADER, ...rows].join('\n')),
    mode: 'partial',
    source: 'command',
  } as const;
  const checked = await stage.get(RosterService).checkFile(ctx, file);
  if (!checked.ok) throw new Error(`the sample roster was refused: ${checked.refusal}`);
  const applied = await stage.get(RosterService).apply(ctx, checked.value.import, { approve: true });
  if (!applied.ok) throw new Error(`the sample roster was not applied: ${applied.refusal}`);
}

async function letOff(
  stage: Stage,
  ctx: ReturnType<Stage['at']>,
  roundId: RoundId,
  personId: PersonId,
  today: CalendarDate,
): Promise<void> {
  const granted = await stage.get(ExemptionsService).grant(ctx, personId, roundId, {
    reasonCode: 'trained-elsewhere',
    evidence: 'Constancia del proveedor, folio 0187, vista por Recursos Humanos',
    fromOn: addDays(today, -2),
    untilOn: addDays(today, 10),
  });
  if (!granted.ok) throw new Error(`an exemption was refused: ${granted.refusal}`);
}

/** Those who have not begun, each taken once. */
async function playersLeft(stage: Stage, roundId: RoundId): Promise<{ take(n: number): PersonId }> {
  const people = (await stage.get(ProgrammeService).standings(roundId)).filter(({ standing }) => standing === 'notStarted');
  const left = people.map(({ personId }) => personId);
  return {
    take(n) {
      const [personId] = left.splice(n, 1);
      if (personId === undefined) throw new Error('too few people of the sample company are left');
      return personId;
    },
  };
}
