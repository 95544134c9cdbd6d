/**
 * Bytes of one answer that are read from a model endpoint, Langfuse or a Chroma server.
 *
 * The largest honest ones: 32,000 tokens with their log-probabilities take 4 MB, a page of 500 passages' fields 1 MB.
 */
export const BODY_LIMIT = 8 * 1024 * 1024;

/**
 * A `fetch` whose answers have a limited body, counted after decompression while it streams in.
 *
 * At the limit the connection is closed, and reading the body rejects with `tooLarge`.
 */
export function limitedFetch(tooLarge: () => Error, limit = BODY_LIMIT): typeof fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    if (!answer.body) return answer;
    let read = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.byteLength;
        if (read > limit) controller.error(tooLarge());
        else controller.enqueue(chunk);
      },
    });
    return new Response(answer.body.pipeThrough(counted), answer);
  };
}
