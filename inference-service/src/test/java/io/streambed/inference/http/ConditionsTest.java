package io.streambed.inference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  @Test
  void aTagIsKnownAmongOthersAsAWeakOneAndAsAnyAtAll() {
    HttpResponse done = Answers.json(200, List.of());
    String tag = header(Conditions.apply(HttpRequest.GET("/"), done), "ETag");
    for (String known : List.of("*", "W/" + tag, "\"x\", W/" + tag, tag + ",\"y\"")) {
      HttpRequest again = HttpRequest.GET("/").addHeader(raw("If-None-Match", known));
      assertEquals(304, Conditions.apply(again, done).status().intValue(), known);
    }
    for (String other : List.of("\"x\"", "W/\"x\"", tag.replace("\"", "\"x"))) {
      HttpRequest again = HttpRequest.GET("/").addHeader(raw("If-None-Match", other));
      assertEquals(200, Conditions.apply(again, done).status().intValue(), other);
    }
  }

  @Test
  void onlyWhatIsReadHasATag() {
    HttpResponse done = Answers.json(200, List.of());
    assertEquals("none", header(Conditions.apply(HttpRequest.POST("/"), done), "ETag"));
    assertEquals("none", header(Conditions.apply(HttpRequest.DELETE("/"), done), "ETag"));
    String tag = header(Conditions.apply(HttpRequest.GET("/"), done), "ETag");
    assertEquals(tag, header(Conditions.apply(HttpRequest.HEAD("/"), done), "ETag"));
    HttpRequest again = HttpRequest.POST("/").addHeader(raw("If-None-Match", tag));
    assertEquals(200, Conditions.apply(again, done).status().intValue());
  }

  private static HttpHeader raw(String name, String value) {
    return HttpHeader.parse(name, value);
  }

  private static String header(HttpResponse response, String name) {
    return response.getHeader(name).map(HttpHeader::value).orElse("none");
  }
}
