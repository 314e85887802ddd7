package io.streambed.topics.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

/** Gives tokens to one client that knows its secret, and its keys to anybody. */
final class TestIdentityProvider implements AutoCloseable {
  private static final String HANDLERS = "org.apache.kafka.common.security.oauthbearer.";

  private final HttpServer server;
  private final RSAKey key;
  private final String client;
  private final String authorization;

  TestIdentityProvider(String client, String secret) throws IOException, JOSEException {
    this.client = client;
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::token);
    server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
    server.start();
    System.setProperty(
        "org.apache.kafka.sasl.oauthbearer.allowed.urls",
        address("/keys") + "," + address("/token"));
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Kafka's properties of a broker that believes it. */
  Map<String, String> broker() {
    String listener = "listener.name.clients.oauthbearer.";
    return Map.of(
        "sasl.enabled.mechanisms",
        "OAUTHBEARER,SCRAM-SHA-512",
        listener + "sasl.jaas.config",
        HANDLERS + "OAuthBearerLoginModule required;",
        listener + "sasl.server.callback.handler.class",
        HANDLERS + "OAuthBearerValidatorCallbackHandler",
        "sasl.oauthbearer.jwks.endpoint.url",
        address("/keys"),
        "sasl.oauthbearer.expected.audience",
        "kafka",
        "sasl.oauthbearer.expected.issuer",
        "test");
  }

  /** The section of the client. */
  String client(Path directory, String secret) throws IOException {
    Files.writeString(directory.resolve("secret"), secret);
    return """
    protocol = sasl-ssl
    mechanism = oauthbearer
    oauth { token-endpoint = "%s", client = %s, secret.file = secret }
    """
        .formatted(address("/token"), client);
  }

  private void token(HttpExchange exchange) throws IOException {
    if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "{\"error\": \"invalid_client\"}");
      return;
    }
    answer(exchange, 200, "{\"access_token\": \"%s\", \"expires_in\": 600}".formatted(signed()));
  }

  private String signed() throws IOException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
            new JWTClaimsSet.Builder()
                .subject(client)
                .issuer("test")
                .audience("kafka")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException unsigned) {
      throw new IOException(unsigned);
    }
    return token.serialize();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
