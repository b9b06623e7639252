import { open } from 'node:fs/promises'
import type { Stream } from 'node-av/lib'
import type { Container } from './open-container'

/** Where media ends by what its container says, in seconds from its start; null where it does not say. */
export interface DeclaredLength {
  picture: number | null
  sound: number | null
  /** The whole file, where a track does not say. */
  whole: number | null
}

/** Containers that state a length. Of the others (Ogg, AAC, AMR) FFmpeg works it out from what is there. */
const stating = /^(mov|matroska|flac|asf)/

/** Programs that write to a pipe put sizes from here on into RIFF files, for want of a true one. */
const noRiffSize = 0x7f00_0000

/**
 * Reads what a container declares about its length, as opposed to what FFmpeg estimates from bytes that may be
 * missing. WAV and AVI declare bytes, which are converted at the rate of those that are there.
 */
export async function readDeclaredLength(container: Container, path: string): Promise<DeclaredLength> {
  const { format, durationSeconds, sound, video } = container
  const unsaid = { picture: null, sound: null, whole: null }
  if (durationSeconds === null) return unsaid
  if (format === 'wav' || format === 'avi') {
    const share = await presentShareOfRiff(path)
    return share === null ? unsaid : { ...unsaid, whole: durationSeconds / share }
  }
  if (format === 'mp3') return (await hasMp3Length(path)) ? { ...unsaid, whole: durationSeconds } : unsaid
  if (!stating.test(format)) return unsaid
  return { picture: trackEnd(video, container), sound: trackEnd(sound, container), whole: durationSeconds }
}

function trackEnd(track: Stream | null, { format, startSeconds, durationSeconds }: Container): number | null {
  if (track === null || durationSeconds === null) return null
  if (format.startsWith('matroska')) {
    const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d\.\d+)/.exec(track.metadata?.get('DURATION') ?? '') ?? []
    const end = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    return end > 0 ? Math.min(end, durationSeconds) : null
  }
  const tick = track.timeBase.den > 0 ? track.timeBase.num / track.timeBase.den : 0
  const length = Number(track.duration) * tick
  if (!(length > 0)) return null
  const start = Math.max(0, Number(track.startTime) * tick - startSeconds)
  return Math.min(start + length, durationSeconds)
}

/** The share of a RIFF file that is there, 0-1; null where it is whole or states no size. */
async function presentShareOfRiff(path: string): Promise<number | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    if (bytesRead < 8 || buffer.toString('latin1', 0, 4) !== 'RIFF') return null
    const declared = buffer.readUInt32LE(4)
    if (declared === 0 || declared >= noRiffSize) return null
    const share = (await file.stat()).size / (declared + 8)
    return share < 1 ? share : null
  } finally {
    await file.close()
  }
}

/** Whether an MP3 file states its number of frames; without, its length is a guess from the first frames. */
async function hasMp3Length(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(10), 0, 10, 0)
    const hasId3 = buffer.toString('latin1', 0, 3) === 'ID3'
    const [a = 0, b = 0, c = 0, d = 0] = buffer.subarray(6)
    const at = hasId3 ? 10 + ((a & 127) << 21) + ((b & 127) << 14) + ((c & 127) << 7) + (d & 127) : 0
    const first = await file.read(Buffer.alloc(4096), 0, 4096, at)
    return /Xing|Info|VBRI/.test(first.buffer.toString('latin1', 0, first.bytesRead))
  } finally {
    await file.close()
  }
}
