import { z } from 'zod'
import type { ChosenOptions } from './submission'

export type SendOutcome =
  | { ok: true; caseNumber: number }
  /** `broke`: the connection did, so the next try had better be one that can be resumed. */
  | { ok: false; message: string; retryable: boolean; broke?: true }

/** One try to hand in one file. */
export interface Delivery {
  file: File
  /** Names the file among those handed in from this tab. */
  fileId: string
  options: ChosenOptions
  /** The same for each try of one file, so that one whose answer was lost makes no second case. */
  attempt: string
  signal: AbortSignal
  progress: {
    sent(bytes: number): void
    /** All bytes are out; the server is looking at them. */
    checking(): void
  }
}

/** The chosen options as the server's form fields. */
export function fieldsOf(options: ChosenOptions): Record<string, string> {
  return {
    // Before the file: what must not be kept is sealed as it arrives, the rest need not be.
    zero_retention_mode: String(options.zeroRetention),
    visualize: String(options.visualize),
    intelligence: String(options.intelligence),
    audio_source_tracing: String(options.audioSourceTracing),
    use_reverse_search: String(options.useReverseSearch),
    modality: options.modality,
    frame_length: String(options.frameLength),
    face_only: String(options.faceOnly),
    use_ood_detector: String(options.useOodDetector),
    infer_from_intelligence: String(options.inferFromIntelligence),
    ...(options.startRegion !== null && { start_region: String(options.startRegion) }),
    ...(options.endRegion !== null && { end_region: String(options.endRegion) }),
    ...(options.maxVideoSecs !== null && { max_video_secs: String(options.maxVideoSecs) }),
    ...(options.language !== null && { language: options.language }),
  }
}

const Answer = z.object({ caseNumber: z.number().int() })
const Refused = z.object({ message: z.string() })

/** What the server's answer to a hand-in means. */
export function outcomeOf(status: number, text: string, name: string): SendOutcome {
  const body = parse(text)
  if (status === 200) {
    const answer = Answer.safeParse(body)
    if (answer.success) return { ok: true, caseNumber: answer.data.caseNumber }
  }
  const refused = Refused.safeParse(body)
  const message = refused.success
    ? refused.data.message
    : `“${name}” could not be handed in: the server answered with status ${status}. Try it again.`
  // What the file itself is refused for stays so; a full disk, a lost session or a rate limit may pass.
  return { ok: false, message, retryable: ![400, 413, 422].includes(status) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
