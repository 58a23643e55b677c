/* Sends statements to the address that a story names, if its viewer agrees; what cannot be sent waits in this browser. */
(function (gallae) {
  "use strict";

  const MOST = 500; // that wait
  const AT_ONCE = 50;
  const AGAIN_MS = 30_000;
  const TRY_AGAIN = [401, 403, 404, 408, 425, 429];

  gallae.Sender = class {
    constructor(story, settings, moments) {
      Object.assign(this, { story, settings });
      this.address = story.reportTo || "";
      this.key = `gallae.waiting.${story.id}`;
      if (!this.address) return;
      const waiting = gallae.kept(this.key, []);
      this.waiting = Array.isArray(waiting) ? waiting.slice(-MOST) : [];
      this.agreed = false; // until the viewer has been told
      this.busy = false;
      this.actor = gallae.kept("gallae.viewer", "") || gallae.newName();
      moments.onMoment((moment) => this.take(moment));
      window.addEventListener("online", () => this.send());
      window.setInterval(() => this.send(), AGAIN_MS);
      settings.onChange((name) => this.changed(name));
    }

    /** Whether the viewer has to be told before the film starts. */
    get asks() {
      return this.address !== "";
    }

    get host() {
      return this.address ? new URL(this.address).host : "";
    }

    get mayTell() {
      return this.agreed && this.settings.get("report");
    }

    /** The viewer was told, and has started the film. */
    agree() {
      if (!this.address) return;
      this.agreed = true;
      if (this.mayTell) gallae.keep("gallae.viewer", this.actor);
      this.changed("report");
    }

    /** A viewer who does not agree any more takes back what has not been sent. */
    changed(name) {
      if (name !== "report" || !this.agreed || this.settings.get("report")) return;
      this.waiting = [];
      gallae.keep(this.key, this.waiting);
    }

    take(moment) {
      if (!this.mayTell) return;
      const statement = gallae.statementOf(moment, this.story, this.actor, new URL(this.address).origin);
      if (!statement) return;
      this.waiting = [...this.waiting, statement].slice(-MOST);
      gallae.keep(this.key, this.waiting);
      this.send();
    }

    async send() {
      if (this.busy || !this.mayTell || !this.waiting.length || navigator.onLine === false) return;
      this.busy = true;
      const batch = this.waiting.slice(0, AT_ONCE);
      const done = await this.posted(batch);
      this.busy = false;
      if (!done) return;
      const sent = new Set(batch.map((one) => one.id));
      this.waiting = this.waiting.filter((one) => !sent.has(one.id));
      gallae.keep(this.key, this.waiting);
      this.send();
    }

    /** Whether a batch is done with: taken, or refused for good. */
    async posted(batch) {
      try {
        const { ok, status } = await fetch(`${this.address}/statements`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-experience-api-version": "1.0.3" },
          body: JSON.stringify(batch),
          credentials: "omit",
          referrerPolicy: "no-referrer",
          keepalive: true,
        });
        return ok || (status >= 400 && status < 500 && !TRY_AGAIN.includes(status));
      } catch (unreached) {
        return false;
      }
    }
  };
})(window.GALLAE);
