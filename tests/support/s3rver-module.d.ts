declare module '@20minutes/s3rver' {
  export default class S3rver {
    constructor(options: {
      address: string
      port: number
      silent: boolean
      allowMismatchedSignatures: boolean
      directory: string
      configureBuckets: { name: string; configs: string[] }[]
    })
    httpServer: unknown
    store: { deleteObject(bucket: string, key: string): Promise<void> }
    run(): Promise<unknown>
    close(): Promise<void>
  }
}
