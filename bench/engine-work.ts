import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import sharp from 'sharp'
import { analyse } from '@/lib/engine/analyse'
import type { MediaType } from '@/lib/engine/analysis'
import { decodeTrack } from '@/lib/engine/container/decode-track'
import { openContainer } from '@/lib/engine/container/open-container'
import { loadDecoder } from '@/lib/engine/decoder'

/** What one run of bench/engine.ts measured, in CPU-seconds. */
export interface EngineWork {
  /** Decoding the file, and nothing else; of a picture also saving it again. */
  plain: number
  cpu: number
  /** Time in JavaScript by the file of the engine that asked for it, and beside it the decoders' own threads. */
  files: Record<string, number>
}

const [file = '', mediaType = '', workFolder = ''] = process.argv.slice(2)

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

async function decodePlainly(): Promise<void> {
  if (mediaType === 'image') {
    await sharp(file).jpeg({ quality: 88 }).toBuffer()
    return
  }
  const decoder = await loadDecoder()
  for (const kind of ['video', 'sound'] as const) {
    const container = openContainer(decoder, file)
    const track = container[kind]
    if (track !== null) for (const _ of decodeTrack(decoder, container, track));
    container.close()
  }
}

/** Adds what each sample of a profile took to the nearest file of the engine above it. */
function byFile({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Record<string, number> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const known = new Map(nodes.map((node) => [node.id, node]))
  const owner = (id: number | undefined): string => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const { functionName = '', url = '' } = known.get(at)?.callFrame ?? {}
      const [, name] = /\/lib\/engine\/([^?]+)/.exec(url) ?? []
      if (name !== undefined) return name
      if (functionName === '(garbage collector)') return 'the garbage collector'
      if (functionName === '(idle)') return 'idle'
    }
    return 'Node and packages'
  }
  const found: Record<string, number> = {}
  for (const [i, id] of samples.entries()) {
    const name = owner(id)
    if (name !== 'idle') found[name] = (found[name] ?? 0) + (timeDeltas[i] ?? 0) / 1e6
  }
  return found
}

let before = cpuSeconds()
await decodePlainly()
const plain = cpuSeconds() - before
const session = new Session()
session.connect()
await session.post('Profiler.enable')
await session.post('Profiler.start')
before = cpuSeconds()
const request = {
  path: file,
  mediaType: mediaType as MediaType,
  workFolder,
  visualize: true,
  startRegion: null,
  endRegion: null,
}
await analyse({ ...request, maxVideoSeconds: null, modality: 'all' }, () => {})
const cpu = cpuSeconds() - before
const { profile } = await session.post('Profiler.stop')
const measured = byFile(profile)
// A profile counts time, also while other processes have the core: brought to what this one had of it.
const inJavaScript = Object.values(measured).reduce((sum, one) => sum + one, 0)
const scale = Math.min(1, cpu / inJavaScript)
const files = Object.fromEntries(Object.entries(measured).map(([name, one]) => [name, one * scale]))
files['threads of the decoders'] = Math.max(0, cpu - inJavaScript)
console.log(JSON.stringify({ plain, cpu, files } satisfies EngineWork))
process.exit(0)
