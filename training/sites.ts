/**
 * Divides the sites of the public sets: a fifth is put aside and never trained on, so that its figures tell
 * how good extraction is elsewhere; the others are divided into folds for cross-validation.
 */
import { hash } from '../core/hash.ts';

/** Second-level labels below which anyone registers names, as in `bbc.co.uk`. */
const publicLabels = new Set(['co', 'com', 'org', 'net', 'gov', 'gob', 'gouv', 'ac', 'edu', 'or', 'ne']);

/**
 * The name under which a site is registered, so that all its hosts are in one fold: `example.co.uk` of
 * `news.example.co.uk`.
 */
export function siteOf(host: string): string {
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(publicLabels.has(second) && top.length === 2 ? -3 : -2).join('.');
}

/** How many folds the sites are divided into. */
export const folds = 5;

/** One in this many sites is put aside. */
const putAside = 5;

/** Whether the site is never trained on. */
export function isPutAside(site: string): boolean {
  return numberOf('aside', site) % putAside === 0;
}

/**
 * The fold of a site. All its pages are in one fold, so that no tree is tested on a site that it was
 * trained on.
 */
export function foldOf(site: string): number {
  return numberOf('fold', site) % folds;
}

function numberOf(purpose: string, site: string): number {
  return Number.parseInt(hash(purpose, site).slice(0, 8), 16);
}
