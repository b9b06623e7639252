import type { Subject } from './subject'

/** Everything `npm run engine:eval` evaluates, loaded only when asked for, since some are slow to load. */
export const subjects: Record<string, () => Promise<Subject>> = {
  'jpeg.ghost': async () => (await import('./jpeg.ghost')).subject,
  'match.known': async () => (await import('./match.known')).default,
  'sound.voice': async () => (await import('./sound.voice')).default,
  'jpeg.double': async () => (await import('./jpeg.double')).subject,
  'picture.copy-move': async () => (await import('./picture.copy-move')).subject,
  'picture.noise': async () => (await import('./picture.noise')).subject,
}
