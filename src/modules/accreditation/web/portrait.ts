import { A4_PORTRAIT } from '#platform/pdf/sheet';
import type { Paper } from '../domain/diploma';

/** A sheet that is read, as large as the company's diplomas and upright. */
export const PORTRAIT: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  a4: A4_PORTRAIT,
  letter: { width: 612, height: 792 },
};
