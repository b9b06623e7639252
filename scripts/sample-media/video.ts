import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { addSensorNoise, drawScene } from './scene'
import { type Sound, toWav } from './sounds'

const size = { width: 640, height: 360 }
const rate = 12
const seconds = 6

/** Runs ffmpeg (`apt-get install ffmpeg`); throws an Error that says so where it is not installed. */
export function ffmpeg(words: string[], input?: Buffer): void {
  try {
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...words], {
      input,
      maxBuffer: 1024 * 1024,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new Error('No ffmpeg here: apt-get install ffmpeg, then run this again.', { cause: error })
  }
}

/**
 * Writes a six-second MP4 (H.264, AAC): the bay drifts past, dark for the first second as if a lens cap came off, with
 * `sound` under it.
 */
export function makeVideo(file: string, sound: Sound): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'video-'))
  try {
    const wav = path.join(folder, 'sound.wav')
    writeFileSync(wav, toWav(sound))
    const frames = Buffer.concat(Array.from({ length: rate * seconds }, (_, i) => picture(i)))
    const { width, height } = size
    ffmpeg(
      [
        ...[
          '-f',
          'rawvideo',
          '-pix_fmt',
          'rgb24',
          '-s',
          `${width}x${height}`,
          '-r',
          String(rate),
          '-i',
          'pipe:0',
          '-i',
          wav,
        ],
        ...['-c:v', 'libx264', '-preset', 'slow', '-crf', '25', '-pix_fmt', 'yuv420p', '-g', String(rate * 2)],
        ...['-c:a', 'aac', '-b:a', '64k', '-af', 'apad', '-t', String(seconds), '-movflags', '+faststart', file],
      ],
      frames,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function picture(i: number): Buffer {
  const light = Math.min(1, Math.max(0, (i - rate * 0.75) / (rate * 0.5)))
  return addSensorNoise(drawScene({ ...size, seed: 51, shift: i * 2, light }), 100 + i, 0.6 * light).rgb
}
