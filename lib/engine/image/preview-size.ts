/** The most a preview has, in pixels. By itself, so that who asks for one in another process loads no decoder. */
export const previewSize = { width: 640, height: 2560 }
