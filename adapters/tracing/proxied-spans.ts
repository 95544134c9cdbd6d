import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpsProxyAgent } from 'https-proxy-agent';

export interface ProxiedSpans {
  readonly publicKey: string;
  readonly secretKey: string;
  readonly baseUrl: string;
  /** The proxy's address. */
  readonly proxy: string;
  readonly timeoutSeconds: number;
}

/** An exporter for Langfuse's processor that uses a proxy; its own exporter cannot. */
export function proxiedSpans({ publicKey, secretKey, baseUrl, proxy, timeoutSeconds }: ProxiedSpans) {
  return new OTLPTraceExporter({
    url: `${baseUrl.replace(/\/$/, '')}/api/public/otel/v1/traces`,
    headers: {
      Authorization: `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`,
      'x-langfuse-sdk-name': 'javascript',
      'x-langfuse-public-key': publicKey,
    },
    timeoutMillis: timeoutSeconds * 1000,
    httpAgentOptions: () => new HttpsProxyAgent(proxy),
  });
}
