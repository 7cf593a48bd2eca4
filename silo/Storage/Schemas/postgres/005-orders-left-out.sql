-- Events that could not be folded are counted beside the position that is behind them, in the same write.
ALTER TABLE order_position ADD COLUMN left_out bigint NOT NULL DEFAULT 0;
