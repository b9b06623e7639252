import type { Subject } from './subject'

/** Everything `npm run engine:eval` evaluates, loaded only when asked for, since some are slow to load. */
export const subjects: Record<string, () => Promise<Subject>> = {
  'provenance.c2pa.declared': async () => (await import('./provenance.c2pa')).declared,
  'provenance.c2pa.captured': async () => (await import('./provenance.c2pa')).captured,
  'provenance.c2pa.changed': async () => (await import('./provenance.c2pa')).changed,
  'picture.tags': async () => (await import('./picture.tags')).default,
  'sound.tags': async () => (await import('./container-tags')).sound,
  'video.tags': async () => (await import('./container-tags')).video,
  'jpeg.ghost': async () => (await import('./jpeg.ghost')).subject,
  'match.known': async () => (await import('./match.known')).default,
  'match.known.frames': async () => (await import('./match.known.frames')).default,
  'sound.voice': async () => (await import('./sound.voice')).default,
  'jpeg.double': async () => (await import('./jpeg.double')).subject,
  'picture.copy-move': async () => (await import('./picture.copy-move')).subject,
  'picture.noise': async () => (await import('./picture.noise')).subject,
}
