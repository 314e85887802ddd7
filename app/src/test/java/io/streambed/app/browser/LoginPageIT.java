package io.streambed.app.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streambed.app.TinyLoop;
import io.streambed.browser.Browser;
import io.streambed.browser.Tab;
import io.streambed.inference.access.Scope;
import io.streambed.inference.access.TokenLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a server that asks who is calling, in Chromium; left out without one. */
@Timeout(300)
class LoginPageIT {
  private static final String ENTER =
      "(document.querySelector('#token').value = '%s', document.querySelector('#login').requestSubmit())";

  @TempDir Path directory;

  @Test
  void whoeverHasATokenSeesThePageAndWhoeverHasNoneIsAsked() throws Exception {
    assumeTrue(Browser.program().isPresent(), "no Chromium on the PATH or in STREAMBED_CHROMIUM");
    String token = TokenLine.fresh();
    Path tokens =
        Files.writeString(
            directory.resolve("tokens"),
            TokenLine.of("reader", Scope.READ, token, Optional.empty()).text());
    Map<String, ?> settings = Map.of("http.authentication.tokens", tokens.toString());
    try (TinyLoop loop = TinyLoop.pageAlone(directory.resolve("loop"), settings);
        Browser browser =
            Browser.start(Browser.program().orElseThrow(), directory.resolve("profile"))) {
      Tab tab = browser.tab().size(1280, 800, false).open(loop.page().toString());
      tab.await("!document.querySelector('#login').hidden");
      tab.await("document.activeElement.id === 'token'");
      assertEquals(List.of(), Axe.serious(tab));
      assertTrue(tab.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean());
      tab.evaluate(ENTER.formatted(TokenLine.fresh()));
      tab.await("document.querySelector('#login-note').textContent.includes('knows')");
      assertFalse(tab.evaluate("document.querySelector('#login').hidden").asBoolean());
      tab.evaluate(ENTER.formatted(token));
      tab.await("document.querySelector('#title').textContent === 'two Gaussian means'");
      tab.await("document.querySelector('#state.live')");
      assertTrue(tab.evaluate("document.querySelector('#login').hidden").asBoolean());
      assertEquals(List.of(), Axe.serious(tab));
    }
  }
}
