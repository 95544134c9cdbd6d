/**
 * The largest answer in bytes that is read from a model endpoint, Langfuse or a Chroma server.
 *
 * The largest regular answers: 32,000 tokens with log-probabilities take 4 MB, the fields of 500 passages 1 MB.
 */
export const BODY_LIMIT = 8 * 1024 * 1024;

/**
 * A `fetch` with a limit for the body of answers, counted after decompression during streaming.
 *
 * At the limit it closes the connection, and reading the body rejects with `tooLarge`.
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
