import type { Context } from '#kernel/context';

/** What the shell of every page shows of the company; told by the people module. */
export interface CompanyFace {
  readonly name: string;
  readonly hasLogo: boolean;
}

/** What the platform asks the people module, without knowing it. Answered from memory: no query per page. */
export interface CompanyPort {
  face(): CompanyFace;
}

/** One line of the navigation; shown to those who may follow it. */
export interface NavEntry {
  readonly href: string;
  /** A message key. */
  readonly label: string;
  readonly icon: string;
  readonly shows: (ctx: Context) => boolean;
}

/** Modules put their doors here when they start; the order is the order of `place`. */
export class Navigation {
  private entries: (NavEntry & { place: number })[] = [];

  add(place: number, entry: NavEntry): void {
    this.entries = [...this.entries, { ...entry, place }].sort((a, b) => a.place - b.place);
  }

  for(ctx: Context): readonly NavEntry[] {
    return this.entries.filter((entry) => entry.shows(ctx));
  }
}

/** One thing that can be set, on the page that lists them all. */
export interface SettingEntry {
  readonly href: string;
  /** Message keys: what it is called, and what it decides. */
  readonly title: string;
  readonly text: string;
  readonly icon: string;
  readonly shows: (ctx: Context) => boolean;
}

/** Modules put what can be set here when they start, as they put their doors into the navigation. */
export class SettingsIndex {
  private entries: (SettingEntry & { place: number })[] = [];

  add(place: number, entry: SettingEntry): void {
    this.entries = [...this.entries, { ...entry, place }].sort((a, b) => a.place - b.place);
  }

  for(ctx: Context): readonly SettingEntry[] {
    return this.entries.filter((entry) => entry.shows(ctx));
  }
}

/** The company as far as a page's shell goes, and the place where the people module says it. */
export class CompanyOnPages implements CompanyPort {
  private known: CompanyFace = { name: 'Cadencia', hasLogo: false };
  hue: number | null = null;

  face(): CompanyFace {
    return this.known;
  }

  is(face: CompanyFace, hue: number): void {
    this.known = face;
    this.hue = hue;
  }
}
