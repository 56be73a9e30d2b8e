// Asks a live server everything that GraphQL over HTTP demands: node tests/graphql_audit.js http://127.0.0.1:8000/graphql [host]
import http from "node:http";
import { serverAudits } from "graphql-http";

const [address, host] = process.argv.slice(2);

// A server knows a municipality by its host, which the fetch of Node does not let a client name.
function fetchFn(url, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = { ...headers, ...(host ? { host } : {}), "content-length": body ? Buffer.byteLength(body) : 0 };
    const request = http.request(url, { method, headers: sent }, async (answer) => {
      const chunks = await answer.toArray();
      const content = [204, 304].includes(answer.statusCode) ? null : Buffer.concat(chunks);
      resolve(new Response(content, { status: answer.statusCode, headers: answer.headers }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

const counts = {};
let failed = 0;
for (const audit of serverAudits({ url: address, fetchFn })) {
  const result = await audit.fn();
  const level = audit.name.split(" ")[0];
  counts[level] ??= { passed: 0, of: 0 };
  counts[level].of += 1;
  if (result.status === "ok") {
    counts[level].passed += 1;
  } else {
    failed += 1;
    console.error(`${audit.id} ${audit.name}: ${result.reason}`);
  }
}
for (const [level, { passed, of }] of Object.entries(counts)) {
  console.log(`${level} ${passed}/${of}`);
}
process.exit(failed ? 1 : 0);
