/* A clip that is fetched from a server, and its fragments as they come. */
(function (gallae) {
  "use strict";

  const LARGEST = 256e6; // bytes: a longer clip is better played by the browser itself

  gallae.Reel = class {
    /**
     * @param file Its address.
     * @param onNews Called when there is more of it, or when it `failed`.
     */
    constructor(file, onNews) {
      this.file = file;
      this.onNews = onNews;
      this.stopping = new AbortController();
      this.bytes = new Uint8Array(0);
      this.have = 0;
      this.index = null;
      this.groups = [];
      this.whole = false;
      this.failed = null;
      this.fetch();
    }

    async fetch() {
      try {
        const answer = await fetch(this.file, { signal: this.stopping.signal });
        if (!answer.ok) throw new gallae.NotPlayable(`the server answers ${answer.status}`);
        this.grow(Number(answer.headers.get("content-length")) || 1e6);
        const reader = answer.body.getReader();
        for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) this.take(value);
        this.whole = true;
        if (!this.index) throw new gallae.NotPlayable("it has no index");
        if (this.groups.some((group) => group.bytes > this.have)) throw new gallae.NotPlayable("it breaks off");
      } catch (wrong) {
        this.failed = wrong;
      }
      this.onNews(this);
    }

    grow(size) {
      if (size > LARGEST) throw new gallae.NotPlayable("it is too long");
      if (size <= this.bytes.length) return;
      const larger = new Uint8Array(size);
      larger.set(this.bytes.subarray(0, this.have));
      this.bytes = larger;
    }

    take(part) {
      if (this.have + part.length > this.bytes.length) this.grow(Math.max(2 * this.bytes.length, this.have + part.length));
      this.bytes.set(part, this.have);
      this.have += part.length;
      if (!this.index) this.read();
      this.onNews(this);
    }

    read() {
      const index = gallae.readIndex(this.bytes.subarray(0, this.have));
      if (!index) return;
      this.groups = gallae.groupsOf(index);
      this.init = gallae.initOf(index);
      this.type = gallae.typeOf(index);
      this.length = gallae.lengthOf(index);
      this.index = index;
    }

    /** A group's fragment, or `null` while it has not come. */
    fragment(number) {
      const group = this.groups[number];
      return group.bytes > this.have ? null : gallae.fragmentOf(group, this.bytes, number + 1);
    }

    stop() {
      this.stopping.abort();
    }
  };
})(window.GALLAE);
