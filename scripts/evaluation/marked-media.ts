/** Tags as FFmpeg's `-metadata` writes them into a container. */
export interface TagWriting {
  kind: string
  tags: Record<string, string>
}

/** Marks in the form in which generators write them into sound and video. */
export const mediaMarks: TagWriting[] = [
  { kind: 'label of GB 45438-2025', tags: { comment: '{"AIGC":{"Label":"1","ContentProducer":"Example Studio"}}' } },
  { kind: 'ComfyUI workflow', tags: { comment: '{"prompt":"{\\"3\\":{\\"class_type\\":\\"KSampler\\"}}"}' } },
  { kind: 'Stable Diffusion settings', tags: { comment: 'a cat\nSteps: 20, Sampler: Euler a, Seed: 1' } },
  { kind: 'a sentence that names the generator', tags: { comment: 'made with suno studio' } },
  { kind: 'a title that names the generator', tags: { title: 'Song, created by Udio' } },
]

/** What honest files carry, some of it hard to tell from a mark. */
export const mediaHonest: TagWriting[] = [
  { kind: 'names of generators as titles', tags: { artist: 'Sora', title: 'Kling, Suno, Udio' } },
  {
    kind: 'a comment about generators',
    tags: { comment: 'Talk about how ElevenLabs and Suno work, recorded with Audacity' },
  },
  { kind: 'a label that says not AI-made', tags: { comment: '{"AIGC":{"Label":"0","ContentProducer":"Example"}}' } },
]

/** How each container is written; codecs as they are usual in it. */
export const soundContainers: Record<string, string[]> = {
  mp3: ['-c:a', 'libmp3lame'],
  m4a: ['-c:a', 'aac'],
  ogg: ['-c:a', 'libvorbis'],
  flac: ['-c:a', 'flac'],
  wav: ['-c:a', 'pcm_s16le'],
}
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
export const videoContainers: Record<string, string[]> = {
  mp4: h264,
  mov: h264,
  mkv: h264,
  webm: ['-c:v', 'libvpx', '-b:v', '300k', '-deadline', 'realtime'],
  avi: ['-c:v', 'mpeg4'],
}
