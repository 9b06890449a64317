package org.neume.gateway.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neume.stage.testing.TestBroker;

/**
 * Gives tests a broker, the played chain and a gateway with ordinary settings, which all classes of a
 * run share: starting them takes longer than most tests do.
 */
final class GatewayWorld implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(GatewayWorld.class);

  /** What the classes share; closed behind the last. */
  static final class Shared implements AutoCloseable {
    private final TestBroker broker = TestBroker.start(3);
    private final PlayedChain chain = new PlayedChain(broker.bootstrap());
    private final GatewayProcess gateway;

    Shared() throws Exception {
      gateway = GatewayProcess.start(broker.bootstrap(), "neume.gateway.events.heartbeat=PT1S");
    }

    @Override
    public void close() {
      gateway.close();
      chain.close();
      broker.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestBroker.class || type == PlayedChain.class || type == GatewayProcess.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Shared.class, type -> shared(), Shared.class);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestBroker.class) {
      return shared.broker;
    }
    return type == PlayedChain.class ? shared.chain : shared.gateway;
  }

  private static Shared shared() {
    try {
      return new Shared();
    } catch (Exception e) {
      throw new IllegalStateException("the gateway's surroundings cannot be started", e);
    }
  }
}
