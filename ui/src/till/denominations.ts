// The notes and coins that are counted, in each currency's smallest unit, the largest first. Those in everyday use by
// the issuing central banks; where a currency is not here, the till is counted as one total.
import { digitsOf } from '../words/money';

/** In whole units, as they are called. */
const PIECES: Record<string, readonly number[]> = {
  AED: [1000, 500, 200, 100, 50, 20, 10, 5, 1, 0.5, 0.25],
  BHD: [20, 10, 5, 1, 0.5, 0.1, 0.05, 0.025, 0.01, 0.005],
  DZD: [2000, 1000, 500, 200, 100, 50, 20, 10, 5],
  EGP: [200, 100, 50, 20, 10, 5, 1, 0.5, 0.25],
  ETB: [200, 100, 50, 10, 5, 1, 0.5, 0.25, 0.1],
  EUR: [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
  GBP: [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01],
  GHS: [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1],
  INR: [500, 200, 100, 50, 20, 10, 5, 2, 1],
  JOD: [50, 20, 10, 5, 1, 0.5, 0.25, 0.1, 0.05],
  KES: [1000, 500, 200, 100, 50, 40, 20, 10, 5, 1],
  KWD: [20, 10, 5, 1, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01, 0.005],
  MAD: [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1],
  NGN: [1000, 500, 200, 100, 50, 20, 10, 5],
  PKR: [5000, 1000, 500, 100, 50, 20, 10, 5, 2, 1],
  RWF: [5000, 2000, 1000, 500, 100, 50, 20, 10, 5],
  SAR: [500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.25],
  SDG: [1000, 500, 200, 100, 50, 20, 10],
  TND: [50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05],
  TZS: [10000, 5000, 2000, 1000, 500, 200, 100, 50],
  UGX: [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50],
  USD: [100, 50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.01],
  XAF: [10000, 5000, 2000, 1000, 500, 100, 50, 25, 10, 5],
  XOF: [10000, 5000, 2000, 1000, 500, 250, 200, 100, 50, 25, 10, 5],
  ZAR: [200, 100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1],
  ZMW: [100, 50, 20, 10, 5, 2, 1, 0.5],
};

/** The pieces of a currency in its smallest unit; empty where they are not known. */
export function piecesOf(currency: string): readonly number[] {
  const unit = 10 ** digitsOf(currency);
  return (PIECES[currency] ?? []).map((piece) => Math.round(piece * unit));
}

/** What so many of each piece come to. */
export function countPieces(pieces: readonly number[], counts: readonly (number | null)[]): number {
  return pieces.reduce((sum, piece, at) => sum + piece * (counts[at] ?? 0), 0);
}
