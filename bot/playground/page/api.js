// Sends what a person does to the server and brings back its answer.

/** A refusal that carries a sentence for the person. */
class Refusal extends Error {}

export async function fetchState() {
  const response = await fetch("/page/state", { headers: { accept: "application/json" }, cache: "no-store" });
  if (!response.ok) throw new Refusal(`The playground answered ${response.status}.`);
  return response.json();
}

/** Posts to /page/<name>; throws a Refusal with the server's sentence. */
export async function post(name, body = {}) {
  const response = await reach(`/page/${name}`, body);
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.ok !== false) return answer;
  throw new Refusal(answer.error || `The playground answered ${response.status}.`);
}

async function reach(path, body) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Refusal("The playground does not answer. Is it still running in the terminal?");
  }
}
