import { addDays, type CalendarDate, latest } from '#kernel/calendar-date';
import type { Luck } from './luck';
import { FAMILY_NAMES, GIVEN_NAMES, SITES } from './names';

/** One person as HR's own system knows them. */
export interface Worker {
  readonly number: number;
  readonly code: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly language: string;
  kind: 'staff' | 'contractor';
  supplier: string;
  team: string;
  site: string;
  manager: string;
  startsOn: CalendarDate;
  /** The last day; null while nobody knows it. */
  endsOn: CalendarDate | null;
}

/** What HR's system hands over in a month. */
export interface MonthlyFile {
  readonly mode: 'partial' | 'full';
  readonly rows: readonly Worker[];
  /** True for the file that should never have been brought: it is taken back at once. */
  readonly isMistake: boolean;
}

/** How often things happen to one person in a month. */
const MONTHLY = { leaves: 0.016, returns: 0.02, moves: 0.015, changesSupplier: 0.012, becomesStaff: 0.004 };
const PEOPLE_PER_MANAGER = 12;

/** The company as HR's own system sees it: who there is, and what changes from one month to the next. */
export class Workforce {
  readonly workers: Worker[] = [];
  private readonly teams: readonly string[];
  private readonly suppliers: readonly string[];

  constructor(
    private readonly luck: Luck,
    private readonly size: { readonly people: number; readonly contractors: number },
    today: CalendarDate,
  ) {
    this.teams = named('Equipo', Math.max(2, Math.round(size.people / 40)));
    this.suppliers = named('Proveedor', Math.max(2, Math.round(size.contractors / 60)));
    for (let n = 0; n < size.people; n++) this.join('staff', addDays(today, -luck.between(1, 3000)));
    for (let n = 0; n < size.contractors; n++) this.join('contractor', addDays(today, -luck.between(1, 900)));
  }

  /** The first one administers the training, and stays. */
  get hr(): Worker {
    const [first] = this.workers;
    if (!first) throw new Error('a company without anybody');
    return first;
  }

  present(today: CalendarDate): Worker[] {
    return this.workers.filter((worker) => worker.startsOn <= today && (worker.endsOn === null || worker.endsOn >= today));
  }

  /** Everybody, as the first file of all. */
  firstFile(): MonthlyFile {
    return { mode: 'full', rows: [...this.workers], isMistake: false };
  }

  /** A month passes. Every third file names everybody; the others name what has changed. */
  month(number: number, today: CalendarDate): MonthlyFile[] {
    const mode = number % 3 === 0 ? 'full' : 'partial';
    const changed = new Set<Worker>();
    for (const worker of [...this.workers]) if (worker !== this.hr && this.live(worker, today, mode)) changed.add(worker);
    for (const kind of ['staff', 'contractor'] as const)
      for (let missing = this.missing(kind, today); missing > 0; missing--)
        changed.add(this.join(kind, addDays(today, this.luck.between(-12, 20))));
    if (mode === 'partial') return changed.size === 0 ? [] : [{ mode, rows: [...changed], isMistake: false }];
    const rows = this.workers.filter((worker) => worker.endsOn === null || worker.endsOn >= today);
    // Once in a while the wrong list is brought first, and taken back.
    const mistake =
      number % 12 === 6
        ? [{ mode, rows: rows.filter((worker) => worker === this.hr || this.luck.happens(0.7)), isMistake: true } as const]
        : [];
    return [...mistake, { mode, rows, isMistake: false }];
  }

  /** True when there is something to tell of that person. */
  private live(worker: Worker, today: CalendarDate, mode: 'partial' | 'full'): boolean {
    const { luck } = this;
    if (worker.endsOn !== null)
      return worker.endsOn < addDays(today, -10) && luck.happens(MONTHLY.returns) && this.comesBack(worker, today);
    if (luck.happens(MONTHLY.leaves)) return this.leaves(worker, today, mode);
    if (worker.startsOn >= today) return false;
    if (worker.kind === 'contractor' && luck.happens(MONTHLY.changesSupplier)) return this.changesEmployer(worker, 'contractor', today);
    if (worker.kind === 'contractor' && luck.happens(MONTHLY.becomesStaff)) return this.changesEmployer(worker, 'staff', today);
    return luck.happens(MONTHLY.moves) && this.moves(worker);
  }

  /** In a file of everybody the person is simply missing, as often as not; otherwise their last day is told. */
  private leaves(worker: Worker, today: CalendarDate, mode: 'partial' | 'full'): boolean {
    const isSilent = mode === 'full' && this.luck.happens(0.6);
    const last = isSilent ? addDays(today, -1) : addDays(today, this.luck.between(-8, 25));
    worker.endsOn = latest(last, isSilent ? last : worker.startsOn);
    return true;
  }

  private comesBack(worker: Worker, today: CalendarDate): boolean {
    const day = addDays(today, this.luck.between(-8, 12));
    worker.startsOn = latest(day, addDays(worker.endsOn ?? today, 2));
    worker.endsOn = null;
    this.moves(worker);
    return true;
  }

  private changesEmployer(worker: Worker, kind: Worker['kind'], today: CalendarDate): boolean {
    const others = this.suppliers.filter((supplier) => supplier !== worker.supplier);
    const startsOn = addDays(today, this.luck.between(-5, 15));
    if (startsOn <= worker.startsOn) return false;
    worker.kind = kind;
    worker.supplier = kind === 'staff' ? '' : this.luck.oneOf(others);
    worker.startsOn = startsOn;
    return true;
  }

  private moves(worker: Worker): true {
    worker.team = this.luck.oneOf(this.teams);
    worker.site = this.luck.oneOf(SITES);
    worker.manager = this.managerOf(worker.number);
    return true;
  }

  private missing(kind: Worker['kind'], today: CalendarDate): number {
    const wanted = kind === 'staff' ? this.size.people : this.size.contractors;
    const known = this.workers.filter((worker) => worker.kind === kind && (worker.endsOn === null || worker.endsOn >= today)).length;
    return Math.max(0, wanted - known + this.luck.between(-3, 3));
  }

  private join(kind: Worker['kind'], startsOn: CalendarDate): Worker {
    const { luck } = this;
    const number = this.workers.length;
    const code = `P${String(number + 1).padStart(6, '0')}`;
    const worker: Worker = {
      number,
      code,
      givenName: luck.oneOf(GIVEN_NAMES),
      familyName: `${luck.oneOf(FAMILY_NAMES)} ${luck.oneOf(FAMILY_NAMES)}`,
      email: number === 0 || luck.happens(kind === 'staff' ? 0.6 : 0.1) ? `${code.toLowerCase()}@simulation.example` : '',
      language: luck.happens(0.9) ? 'es' : 'en',
      kind,
      supplier: kind === 'staff' ? '' : luck.oneOf(this.suppliers),
      team: luck.oneOf(this.teams),
      site: luck.oneOf(SITES),
      manager: this.managerOf(number),
      startsOn,
      endsOn: null,
    };
    this.workers.push(worker);
    return worker;
  }

  /** Always somebody who came earlier: so nobody can manage themselves, however often people move. */
  private managerOf(number: number): string {
    const managers = Math.min(number, Math.ceil(this.size.people / PEOPLE_PER_MANAGER));
    return managers === 0 ? '' : `P${String(this.luck.between(1, managers)).padStart(6, '0')}`;
  }
}

const named = (word: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${word} ${n + 1}`);

const HEADER = 'codigo,nombres,apellidos,correo,tipo,proveedor,equipo,sede,codigo_jefe,ingreso,salida,idioma';

export function csvOf(rows: readonly Worker[]): string {
  const lines = rows.map(({ code, givenName, familyName, email, kind, supplier, team, site, manager, startsOn, endsOn, language }) =>
    [
      code,
      givenName,
      familyName,
      email,
      kind === 'staff' ? 'empleado' : 'contratista',
      supplier,
      team,
      site,
      manager,
      startsOn,
      endsOn ?? '',
      language,
    ].join(','),
  );
  return [HEADER, ...lines].join('\n');
}
