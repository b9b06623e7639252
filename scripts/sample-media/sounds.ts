import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Mono sound, -1 to 1. */
export interface Sound {
  samples: Float32Array
  sampleRate: number
}

/** A WAV file, 16 bit, mono. */
export function toWav({ samples, sampleRate }: Sound): Buffer {
  const data = Buffer.alloc(samples.length * 2)
  for (const [i, sample] of samples.entries()) {
    data.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), i * 2)
  }
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

/** Three seconds of 440 Hz with soft ends. */
export function makeTone(): Sound {
  const sampleRate = 16_000
  const length = sampleRate * 3
  const samples = Float32Array.from({ length }, (_, i) => {
    const fade = Math.min(1, i / 800, (length - 1 - i) / 800)
    return 0.4 * fade * Math.sin((2 * Math.PI * 440 * i) / sampleRate)
  })
  return { samples, sampleRate }
}

/** Speech by eSpeak NG, a classic synthesiser: `apt-get install espeak-ng`. Null where it is not installed. */
export function makeSpeech(text: string): Sound | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'speech-'))
  try {
    const file = path.join(folder, 'speech.wav')
    execFileSync('espeak-ng', ['-v', 'en-gb', '-s', '150', '-w', file, text])
    const wav = readFileSync(file)
    const at = wav.indexOf('data') + 8
    const samples = Float32Array.from({ length: (wav.length - at) >> 1 }, (_, i) => wav.readInt16LE(at + i * 2) / 32768)
    return { samples, sampleRate: wav.readUInt32LE(24) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  } finally {
    rmSync(folder, { recursive: true })
  }
}
