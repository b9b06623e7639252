/** A float WAV file (32 or 64 bits) of these samples, interleaved; they may be anything a float can be. */
export function floatWav(sampleRate: number, samples: ArrayLike<number>, { bits = 32, channels = 1 } = {}): Buffer {
  const width = bits / 8
  const bytes = Buffer.alloc(44 + samples.length * width)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(3, 20)
  bytes.writeUInt16LE(channels, 22)
  bytes.writeUInt32LE(sampleRate, 24)
  bytes.writeUInt32LE(sampleRate * width * channels, 28)
  bytes.writeUInt16LE(width * channels, 32)
  bytes.writeUInt16LE(bits, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples.length * width, 40)
  const view = new DataView(bytes.buffer, bytes.byteOffset + 44)
  for (let i = 0; i < samples.length; i += 1) {
    if (bits === 64) view.setFloat64(i * 8, samples[i] ?? 0, true)
    else view.setFloat32(i * 4, samples[i] ?? 0, true)
  }
  return bytes
}
